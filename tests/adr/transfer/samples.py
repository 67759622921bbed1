"""One small record in each habit of writing them, made up for tests."""

MADR_4 = """\
---
# Optional elements, remove what you do not need.
status: "accepted"
date: 2026-03-14
decision-makers: [Ana, Ben]
consulted: Cleo, Dan
informed:
parent: Decisions
nav_order: 0032
---

# Cache prefixes on the server

## Context and Problem Statement

The same system prompt precedes every request.

## Decision Drivers

* Time to first token
* Memory

## Considered Options

* Prefix cache in the engine
* Shared cache behind the engines
* No cache

## Decision Outcome

Chosen option: "Prefix cache in the engine", because it needs no new part.

### Consequences

* Good, because the first token comes sooner
* Neutral, because nothing else changes
* Bad, because memory is held

### Confirmation

The dashboard shows a hit rate above one half.

## Pros and Cons of the Options

### Prefix cache in the engine

* Good, because it is there

### Shared cache behind the engines

It would be one more service.

* Bad, because it must be run

### No cache

* Bad, because every prompt is computed again

## More Information

* [What the engine documents](https://example.org/prefix)
"""

MADR_3 = """\
---
status: superseded by [ADR-0012](0012-new-gateway.md)
contact: ana
date: { 2025-11-02 }
deciders: { Ana Ruiz, Ben Cole }
consulted: {list everyone whose opinions are sought}
---
# Use one gateway

## Context and Problem Statement

Three teams call models on their own.

## Decision Outcome

Chosen option: "Gateway".

## Validation

Nobody calls a model directly.
"""

MADR_2 = """\
# Keep weights in object storage

* Status: accepted
* Deciders: Ana, Ben
* Date: 2024-02-29 <!-- optional -->

Technical Story: https://tickets.example.org/ST-7

## Context and Problem Statement

Images with weights in them are slow to start.

## Considered Options <!-- optional -->

* Object storage
* Image layers

## Decision Outcome

Chosen option: "Object storage", because it is there.

### Positive Consequences

* Images are small

### Negative Consequences

* Starting needs the network

## Links

* Supersedes [ADR-0003](0003-images.md)
* Refined by [ADR-0009](0009-mirror.md)
"""

MADR_1 = """\
# *Use a queue in front of the engine*

**User Story:** *[ST-12](https://tickets.example.org/ST-12)* <!-- optional -->

Requests come in bursts.

## Considered Alternatives

* *Queue*
* *More engines*

## Decision Outcome

* Chosen Alternative: *Queue*
* Bursts are short.

## Pros and Cons of the Alternatives

### *Queue*

* `+` Cheap
* `-` Waiting

### *More engines*

* `-` Dear
"""

NYGARD = """\
# 4. Serve with one engine

Date: 2023-05-02

## Status

Accepted

Supercedes [2. Try three engines](0002-try-three-engines.md)

Amended by [7. Pin the version](0007-pin-the-version.md)

## Context

We ran three engines.

## Decision

We will run one.

## Consequences

Fewer things break. We depend on one project.
"""

NYGARD_SUPERSEDED = """\
# 2. Try three engines

Date: 02/01/2023

## Status

Superceded by [4. Serve with one engine](0004-serve-with-one-engine.md)

## Context

We did not know which.

## Decision

Try three.
"""

LOG4BRAINS = """\
# Use a model registry

An introduction comes first.

- Status: draft
- Deciders: Ana, Ben
- Date: 2022-08-09
- Tags: Models, storage

Technical Story: none yet

## Context and Problem Statement

Nobody knows which revision runs.

## Decision Outcome

A registry.

## Links

- Amends [20220101-names](20220101-names.md)
"""

PHODAL = """\
# 1. Write down decisions

日期: 2017-07-13

## 状态

2017-07-13 提议

2017-07-20 通过

## 背景

We forget.

## 决策

We write.

## 后果

We read.
"""

TABLE = """\
# ADR-001: Scan prompts for secrets

>|              |                  |
>| ------------ | ---------------- |
>| Date         | `04/07/2023`     |
>| Status       | `RFC`            |
>| Deciders     | `Platform`       |

---

- [Context](#context)
- [Decision](#decision)
- [Consequences](#consequences)

## Context

Prompts hold keys.

## Decision

Scan them.

## Consequences

- Some prompts are refused
"""

GERMAN = """\
# ADR-0007: Modelle lokal betreiben

* **Status:** Akzeptiert
* **Datum:** 3. März 2026
* **Autor:** Eva

## Kontext

Die Daten dürfen nicht hinaus.

## Entscheidung

Wir betreiben sie selbst.

## Konsequenzen

Wir brauchen Grafikkarten.

## Betrachtete Alternativen

* Ein Dienst im Netz
"""

TITLE_IN_FRONT_MATTER = """\
---
title: Batch at night
status: deprecated
---

## Context

Nights are quiet.
"""

TEMPLATE = """\
---
status: "{proposed | rejected | accepted | deprecated | … | superseded by ADR-0123}"
date: {YYYY-MM-DD when the decision was last updated}
---

# {short title, representative of solved problem and found solution}

## Context and Problem Statement

{Describe the context}
"""

INDEX = """\
# Decisions

- [1](0001-a.md)
- [2](0002-b.md)
- [3](0003-c.md)
"""
