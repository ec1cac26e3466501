// Times sigma-go on rules and events that the bench wrote: RULES.ndjson has {id, text} on each line, EVENTS.ndjson one
// event. Prints one JSON object; writes the hits as "event-number<TAB>rule-id" lines to HITS.
// usage: sigma-go-bench RULES EVENTS HITS ROUNDS
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"sort"
	"strconv"
	"syscall"
	"time"

	sigma "github.com/bradleyjkemp/sigma-go"
	"github.com/bradleyjkemp/sigma-go/evaluator"
)

func main() {
	runtime.GOMAXPROCS(1)
	ctx := context.Background()
	rounds, _ := strconv.Atoi(os.Args[4])
	var rules []sigma.Rule
	refused := []string{}
	for _, line := range linesOf(os.Args[1]) {
		var row struct{ Id, Text string }
		if err := json.Unmarshal(line, &row); err != nil {
			panic(err)
		}
		rule, err := sigma.ParseRule([]byte(row.Text))
		if err != nil {
			refused = append(refused, row.Id)
			continue
		}
		rule.ID = row.Id
		rules = append(rules, rule)
	}
	lines := linesOf(os.Args[2])
	start := spent()
	bundle := evaluator.ForRules(rules)
	buildMs := (spent() - start).Seconds() * 1e3
	var times []float64
	for round := 0; round < rounds; round++ {
		start := spent()
		for _, line := range lines {
			if _, err := bundle.Matches(ctx, event(line)); err != nil {
				panic(err)
			}
		}
		times = append(times, (spent() - start).Seconds())
	}
	sort.Float64s(times)
	out, err := os.Create(os.Args[3])
	if err != nil {
		panic(err)
	}
	writer := bufio.NewWriter(out)
	hits := 0
	for number, line := range lines {
		results, _ := bundle.Matches(ctx, event(line))
		for _, result := range results {
			if result.Match {
				hits++
				fmt.Fprintf(writer, "%d\t%s\n", number, result.Rule.ID)
			}
		}
	}
	writer.Flush()
	configurations := map[string]any{"bundle": map[string]any{"perSecond": float64(len(lines)) / times[rounds/2], "hits": hits}}
	report, _ := json.Marshal(map[string]any{"rules": len(rules), "refused": refused, "buildMs": buildMs, "configurations": configurations})
	fmt.Println(string(report))
}

// spent gives processor time, which other programs on the machine do not change.
func spent() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func event(line []byte) map[string]interface{} {
	var event map[string]interface{}
	if err := json.Unmarshal(line, &event); err != nil {
		panic(err)
	}
	return event
}

func linesOf(path string) [][]byte {
	file, err := os.Open(path)
	if err != nil {
		panic(err)
	}
	defer file.Close()
	var lines [][]byte
	scanner := bufio.NewScanner(file)
	scanner.Buffer(make([]byte, 1<<20), 1<<26)
	for scanner.Scan() {
		lines = append(lines, append([]byte(nil), scanner.Bytes()...))
	}
	return lines
}
