using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Claims;

/// <summary>One of those who claim a prefix.</summary>
public sealed record Candidate(HostId Host, Claim Claim);
