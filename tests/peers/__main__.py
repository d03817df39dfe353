"""`python -m tests.peers`: how many cases of each specification come out right; `--failures MODEL` lists the rest."""

from __future__ import annotations

import argparse
import sys

from tests.peers.recognizers import MODELS, SPECS, cases_of, outcome


def main(arguments: list[str]) -> None:
    """Print a table, or the cases of one model that come out otherwise."""
    parser = argparse.ArgumentParser(prog="python -m tests.peers")
    parser.add_argument("--failures", choices=sorted(MODELS), help="list what comes out otherwise")
    parser.add_argument("--language", choices=["French", "English"])
    chosen = parser.parse_args(arguments)
    if not SPECS.exists():
        sys.exit(f"{SPECS} is absent: the specifications are not part of the project")
    say = sys.stdout.write
    for language in (chosen.language,) if chosen.language else ("French", "English"):
        for model in (chosen.failures,) if chosen.failures else MODELS:
            outcomes = [(case, *outcome(case, model, language)) for case in cases_of(model, language)]
            passed = sum(right for _, right, _, _ in outcomes)
            say(f"{language:8} {model:12} {passed:4} of {len(outcomes):4}  {passed / len(outcomes):6.1%}\n")
            for case, right, wanted, got in outcomes if chosen.failures else ():
                if not right:
                    say(f"  {case['Input'][:150]!r}\n    wanted {wanted}\n    got    {got}\n")


main(sys.argv[1:])
