using Holdfast.Link.Messages;

namespace Holdfast.Portal.Nodes;

/// <param name="Message">A delta where one can be built on what the node was told, else a snapshot; null: nothing is new, or there is no such node.</param>
/// <param name="MayBeBehind">A standby was asked, to which something new may be on its way.</param>
public sealed record NextMessage(LinkMessage? Message, bool MayBeBehind);
