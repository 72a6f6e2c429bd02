using Holdfast.Link.Messages;

namespace Holdfast.Node.Sessions;

/// <summary>Where events go on their way to a portal. Never blocks.</summary>
public interface IEventSink
{
    /// <param name="session">The session as it goes on, for the next start of the node; null: it has ended.</param>
    void Add(NodeEvent happened, Session? session);
}
