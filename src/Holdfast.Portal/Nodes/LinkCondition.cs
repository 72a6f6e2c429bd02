namespace Holdfast.Portal.Nodes;

/// <param name="Linked">The link stands and the node answers on it.</param>
/// <param name="Software">The node's version, as it last said; null: it never has.</param>
/// <param name="Reason">Why it is not linked.</param>
/// <param name="Since">Since when it is so; for a node that fell silent, when it was last heard. Null: not tried yet.</param>
public sealed record LinkCondition(bool Linked, string? Software, string? Reason, DateTimeOffset? Since)
{
    public static readonly LinkCondition NeverTried = new(false, null, null, null);
}
