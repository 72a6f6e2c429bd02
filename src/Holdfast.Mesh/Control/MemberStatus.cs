using System.Net;
using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Control;

/// <param name="Endpoint">Where it is reached outside; null: unknown.</param>
/// <param name="Answers">Through the tunnel, when it is asked there.</param>
/// <param name="RoundTripMilliseconds">Through the tunnel; null: not measured.</param>
/// <param name="SilentFor">Seconds since it said something to this host; null: it never did.</param>
/// <param name="Agrees">It chooses the same holders as this host.</param>
public sealed record MemberStatus(
    string Name,
    string Id,
    HostStatus Status,
    IPAddress Address,
    string? Endpoint,
    bool Answers,
    double? RoundTripMilliseconds,
    double? SilentFor,
    bool Agrees
);
