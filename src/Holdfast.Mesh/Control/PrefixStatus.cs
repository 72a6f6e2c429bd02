using System.Net;

namespace Holdfast.Mesh.Control;

/// <param name="Holder">Name of the host to which packets go; null: nobody, or a less specific prefix is used.</param>
/// <param name="Here">This host claims it itself.</param>
/// <param name="Ignored">Why this host sends nothing to its holder; null: it does.</param>
/// <param name="Claims">In the order in which they are to carry it.</param>
public sealed record PrefixStatus(
    IPNetwork Prefix,
    string? Holder,
    bool Here,
    string? Ignored,
    IReadOnlyList<ClaimStatus> Claims
);
