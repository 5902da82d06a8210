"""The record of security: who signed in, was refused, changed roles, read, took out, issued."""
