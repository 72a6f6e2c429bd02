namespace Holdfast.Mesh.Messages;

/// <summary>What the sender knows and has chosen, as two numbers: whoever has the same numbers agrees.</summary>
/// <param name="Known">Of all records and of who is dead.</param>
/// <param name="Chosen">Of who carries which prefix, as the sender sends its packets.</param>
public readonly record struct View(ulong Known, ulong Chosen);
