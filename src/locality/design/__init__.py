"""Fields, layouts, components and error pages."""
