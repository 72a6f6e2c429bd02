namespace Holdfast.Lab.Histories;

/// <summary>A client found a node.</summary>
/// <param name="At">Since the story began.</param>
/// <param name="Node">By its host name.</param>
/// <param name="IsUp">False: the node may have taken the client for connected, and the client went on to look.</param>
public readonly record struct Connection(TimeSpan At, string Node, bool IsUp);
