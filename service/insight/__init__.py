"""What the stored scores and the verdicts on them say about the model: over time, by source, and against people."""
