"""The pages, cut by thing."""
