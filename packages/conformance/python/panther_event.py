"""A stand-in for the event object that Panther hands to rule(event): standard library only.

It has the behaviour that rules can see (spec/languages/panther.md#the-event): keys are looked up without regard to
letter case, get() and deep_get() treat null differently, containers are immutable and are neither dict nor list.
check_panther_core.py compares it with the real class.
"""

from collections.abc import Mapping, Sequence


def wrap(value):
    """What an event gives out for a raw JSON value."""
    if isinstance(value, dict):
        return ImmutableMapping(value)
    if isinstance(value, list):
        return ImmutableSequence(value)
    return value


class ImmutableMapping(Mapping):
    """A JSON object. An exact key is found first, then the first key that is equal in lower case."""

    __hash__ = None

    def __init__(self, raw):
        self._raw = raw

    def _stored_key(self, key):
        if key in self._raw:
            return key
        for candidate in self._raw:
            if candidate.lower() == key.lower():
                return candidate
        return None

    def __getitem__(self, key):
        stored = self._stored_key(key)
        if stored is None:
            raise KeyError(key)
        return wrap(self._raw[stored])

    def __contains__(self, key):
        return self._stored_key(key) is not None

    def get(self, key, default=None):
        stored = self._stored_key(key)
        return default if stored is None else wrap(self._raw[stored])

    def __iter__(self):
        return iter(self._raw)

    def __len__(self):
        return len(self._raw)

    def __eq__(self, other):
        return self._raw == (other._raw if isinstance(other, ImmutableMapping) else other)

    def __repr__(self):
        return f"{type(self).__name__}({self._raw!r})"

    def deep_get(self, *keys, default=None):
        """The value under nested keys. Null and missing both give the default; lists are not opened."""
        value = self
        for key in keys:
            value = value.get(key, default) if isinstance(value, Mapping) else default
        return default if value is None else value

    def deep_walk(self, *keys, default=None, return_val="all"):
        """The values under nested keys, lists opened, keys exact: one value bare, several distinct ones as a list."""
        return _walk(self._raw, keys, default, return_val)


class ImmutableSequence(Sequence):
    """A JSON array."""

    __hash__ = None

    def __init__(self, raw):
        self._raw = raw

    def __getitem__(self, index):
        if isinstance(index, slice):
            return tuple(self._raw[index])
        return wrap(self._raw[index])

    def __len__(self):
        return len(self._raw)

    def __eq__(self, other):
        if isinstance(other, ImmutableSequence):
            return self._raw == other._raw
        return isinstance(other, (list, tuple)) and self._raw == list(other)

    def __repr__(self):
        return f"{type(self).__name__}({self._raw!r})"


class PantherEvent(ImmutableMapping):
    """The event itself, without a data model: udm() finds p_udm fields and plain fields."""

    def udm(self, key, default=None):
        value = self.deep_get("p_udm", key) or self.get(key)
        return value or default

    def lookup(self, table, key):
        return self.deep_get("_mocked_lookup_data_", table, key)


def _walk(value, keys, default, return_val):
    if not keys:
        return default if value is None or _holds_nothing(value) else value
    if isinstance(value, dict):
        return _walk(value.get(keys[0], default), keys[1:], default, return_val)
    if not isinstance(value, list):
        return default
    distinct = {}
    for item in value:
        hit = _walk(item, keys, default, return_val)
        if isinstance(hit, (list, tuple)):
            distinct.update(dict.fromkeys(hit))
        elif hit is not None:
            distinct[hit] = None
    hits = list(distinct)
    if not hits:
        return default
    if return_val == "first":
        return hits[0]
    if return_val == "last":
        return hits[-1]
    return hits[0] if len(hits) == 1 else hits


def _holds_nothing(value):
    return isinstance(value, list) and all(_holds_nothing(item) for item in value)
