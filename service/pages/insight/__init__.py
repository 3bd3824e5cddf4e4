"""The pages that look back: how reviewers agree, and what scores and verdicts say about the model."""
