"""The guides: what each person does in Locality, step by step, as pages anybody can read."""
