import Diagnostics

/// The codes that decoder, planner, reachability analysis and runbook find: they have pages like all others and no
/// type of their own.
let codesWithoutRules: [RuleMetadata] = [
  RuleMetadata(
    code: "FMT001", name: "unreadable-file", title: "the file is no readable text",
    severity: .error, finder: .decoder),
  RuleMetadata(
    code: "FMT002", name: "syntax-error", title: "the text is no YAML or JSON",
    severity: .error, finder: .decoder),
  RuleMetadata(
    code: "FMT003", name: "duplicate-key", title: "a key stands twice in one mapping",
    severity: .error, finder: .decoder),
  RuleMetadata(
    code: "FMT004", name: "unknown-key", title: "a key is not known here",
    severity: .error, finder: .decoder),
  RuleMetadata(
    code: "FMT005", name: "wrong-type", title: "a value is of the wrong kind",
    severity: .error, finder: .decoder),
  RuleMetadata(
    code: "FMT006", name: "missing-key", title: "a required key is missing",
    severity: .error, finder: .decoder),
  RuleMetadata(
    code: "FMT007", name: "unknown-word", title: "a word is not in the allowed set",
    severity: .error, finder: .decoder),
  RuleMetadata(
    code: "FMT008", name: "malformed-text", title: "an address, prefix, port or name is malformed",
    severity: .error, finder: .decoder),
  RuleMetadata(
    code: "FMT009", name: "number-out-of-range", title: "a number is out of its range",
    severity: .error, finder: .decoder),
  RuleMetadata(
    code: "FMT010", name: "file-too-large", title: "the file is too large, too deep or has too many aliases",
    severity: .error, finder: .decoder),
  RuleMetadata(
    code: "FMT011", name: "unsupported-version", title: "the format version is not supported",
    severity: .error, finder: .decoder),
  RuleMetadata(
    code: "FMT012", name: "conflicting-keys", title: "keys exclude each other",
    severity: .error, finder: .decoder),
  RuleMetadata(
    code: "REF001", name: "unknown-name", title: "a name is not declared",
    severity: .error, finder: .decoder),
  RuleMetadata(
    code: "REF002", name: "name-of-wrong-kind", title: "a name stands for something else than is wanted here",
    severity: .error, finder: .decoder),
  RuleMetadata(
    code: "REF003", name: "name-of-other-vpc", title: "a subnet, group or table is not in that VPC",
    severity: .error, finder: .decoder),
  RuleMetadata(
    code: "REF004", name: "unused-name", title: "a name is declared and never used",
    severity: .warning, finder: .decoder),
  RuleMetadata(
    code: "REF005", name: "ambiguous-name", title: "one name stands for two things",
    severity: .error, finder: .decoder),
  RuleMetadata(
    code: "ADR001", name: "prefix-with-host-bits", title: "a prefix has host bits",
    severity: .error, finder: .decoder),
  RuleMetadata(
    code: "ADR009", name: "exhausted-pool", title: "a pool has too little room",
    severity: .error, finder: .planner),
  RuleMetadata(
    code: "LCK001", name: "unreadable-lock-file",
    title: "the lock file is malformed or newer than this Isthmus",
    severity: .error, finder: .planner),
  RuleMetadata(
    code: "LCK002", name: "contradicted-lock-entry",
    title: "the scenario contradicts a decision in the lock file",
    severity: .warning, finder: .planner),
  RuleMetadata(
    code: "LCK003", name: "stale-lock-entry", title: "a decision in the lock file is no longer needed",
    severity: .info, finder: .planner),
  RuleMetadata(
    code: "PLN001", name: "inconsistent-plan", title: "the plan check found a fault in a finished plan",
    severity: .error, finder: .planner),
  RuleMetadata(
    code: "FLW001", name: "expected-flow-blocked", title: "a flow that must work does not",
    severity: .error, finder: .reachability),
  RuleMetadata(
    code: "FLW002", name: "forbidden-flow-allowed", title: "a flow that must not work does",
    severity: .error, finder: .reachability),
  RuleMetadata(
    code: "FLW003", name: "expected-flow-without-redundancy",
    title: "a flow that must survive any single failure does not",
    severity: .error, finder: .reachability),
  RuleMetadata(
    code: "FLW004", name: "unjudged-expectation", title: "an expectation cannot be judged",
    severity: .warning, finder: .reachability),
  RuleMetadata(
    code: "FLW005", name: "asymmetric-flow", title: "answers come back over other lines",
    severity: .warning, finder: .reachability),
  RuleMetadata(
    code: "RUN001", name: "short-change-window", title: "the change window is too short for its steps",
    severity: .warning, finder: .runbook),
  RuleMetadata(
    code: "EXE001", name: "refused-call", title: "the cloud refused what a step asked for",
    severity: .error, finder: .execution),
  RuleMetadata(
    code: "EXE002", name: "unequal-value", title: "what the cloud has differs from what the plan fixed",
    severity: .error, finder: .execution),
  RuleMetadata(
    code: "EXE003", name: "foreign-thing",
    title: "a thing of that name stands there, and this run did not make it",
    severity: .error, finder: .execution),
  RuleMetadata(
    code: "EXE004", name: "unsettled-call", title: "nobody can say whether a call had its effect",
    severity: .error, finder: .execution),
  RuleMetadata(
    code: "EXE005", name: "late-condition", title: "what was waited for did not come in time",
    severity: .error, finder: .execution),
  RuleMetadata(
    code: "EXE006", name: "failed-manual-step", title: "a person could not do a step",
    severity: .error, finder: .execution),
  RuleMetadata(
    code: "EXE007", name: "missing-output", title: "a reply lacks a value that later steps need",
    severity: .error, finder: .execution),
  RuleMetadata(
    code: "EXE008", name: "impossible-call", title: "a call could not be made",
    severity: .error, finder: .execution),
  RuleMetadata(
    code: "EXE009", name: "failed-undo", title: "an undo did not work: the run is stuck",
    severity: .error, finder: .execution),
  RuleMetadata(
    code: "EXE010", name: "unreachable-cloud", title: "the cloud cannot be reached",
    severity: .error, finder: .execution),
  RuleMetadata(
    code: "EXE011", name: "locked-directory", title: "the state directory is in use by another run",
    severity: .error, finder: .execution),
  RuleMetadata(
    code: "EXE012", name: "unusable-journal", title: "the journal cannot be read or written",
    severity: .error, finder: .execution),
  RuleMetadata(
    code: "EXE013", name: "changed-journal", title: "the journal was changed by something else than Isthmus",
    severity: .error, finder: .execution),
  RuleMetadata(
    code: "EXE014", name: "newer-journal", title: "the journal was written by a newer Isthmus",
    severity: .error, finder: .execution),
  RuleMetadata(
    code: "EXE015", name: "stale-runbook", title: "scenario or lock file changed while a person was asked",
    severity: .error, finder: .execution),
  RuleMetadata(
    code: "EXE016", name: "failed-preflight",
    title: "the preflight found something that would stop the run later",
    severity: .error, finder: .execution),
  RuleMetadata(
    code: "EXE017", name: "drifted-value",
    title: "after the last step the cloud no longer holds what the plan fixed", severity: .error,
    finder: .execution),
  RuleMetadata(
    code: "EXE018", name: "failed-order", title: "the cloud took an order and gave it up", severity: .error,
    finder: .execution),
]
