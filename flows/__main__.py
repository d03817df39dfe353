"""`python -m flows` is the command `recoupe`."""

from flows.cli import main

main()
