using System.Net;
using Holdfast.Mesh.Claims;
using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Core;

/// <summary>Who carries a prefix, as this host sees it and sends its packets.</summary>
/// <param name="Holder">Null: nobody, or a less specific prefix is used instead.</param>
/// <param name="Ranked">All whose claims count, in the order in which they are to carry it.</param>
/// <param name="IsDisputed">More than one host claims something of it.</param>
public sealed record Holding(IPNetwork Prefix, HostId? Holder, IReadOnlyList<Candidate> Ranked, bool IsDisputed);
