"""What runs, and in which order: thin Prefect flows and tasks around tasks/, and the command `recoupe`."""
