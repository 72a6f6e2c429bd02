namespace Holdfast.Single.Checks;

/// <summary>The process that has a port.</summary>
internal sealed record PortOwner(int ProcessId, string Name);
