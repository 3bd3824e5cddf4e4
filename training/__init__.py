"""From labelled articles to the numbers in a bundle. Knows nothing of HTTP or SQL."""
