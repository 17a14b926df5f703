"""The Django app that delivers SparkLink's pages."""
