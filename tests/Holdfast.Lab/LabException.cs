namespace Holdfast.Lab;

/// <summary>Something in the lab is not as the scenario needs it.</summary>
public sealed class LabException(string message, Exception? inner = null) : Exception(message, inner);
