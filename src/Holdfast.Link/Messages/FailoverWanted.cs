using Holdfast.Model.DesiredState;
using Holdfast.Model.Failover;

namespace Holdfast.Link.Messages;

/// <summary>What the failover agent of the node's machine is to have. Only to a node whose status has networks: others do not know it.</summary>
/// <param name="Revision">Who is older is not obeyed.</param>
/// <param name="Plan">Null: the node is in no group.</param>
public sealed record FailoverWanted(Revision Revision, MachinePlan? Plan) : LinkMessage;
