using Holdfast.Model.DesiredState;

namespace Holdfast.Link.Messages;

/// <summary>The node's answer.</summary>
/// <param name="Applied">What it has made real and persisted; <see cref="Revision.None"/> after installation.</param>
/// <param name="OutboxId">Names the node's outbox; a new one after the node lost its disk.</param>
/// <param name="NextEvent">Number of the oldest event it still keeps.</param>
public sealed record NodeHello(
    int OldestVersion,
    int Version,
    string Software,
    string NodeId,
    Revision Applied,
    Guid OutboxId,
    long NextEvent
) : LinkMessage;
