// Stands in for a log shipper: each event gets the ids of the rules that it matches.
import { createInterface } from 'node:readline'
import { matches } from './detections.mjs'

for await (const line of createInterface({ input: process.stdin })) {
  const event = JSON.parse(line)
  const detections = matches(event)
  console.log(JSON.stringify(detections.length === 0 ? event : { ...event, detections }))
}
