namespace Holdfast.Link.Messages;

/// <summary>The sender is about to close the link in good order.</summary>
public sealed record Goodbye(string Reason) : LinkMessage;
