"""What makes the attribution model: nothing here is imported by the product, and nothing here ships with it."""
