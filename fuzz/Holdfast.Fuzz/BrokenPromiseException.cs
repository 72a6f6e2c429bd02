namespace Holdfast.Fuzz;

/// <summary>A promise of the target that the input broke.</summary>
public sealed class BrokenPromiseException(string message) : Exception(message);
