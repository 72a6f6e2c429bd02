using Holdfast.Model.Profiles;

namespace Holdfast.Portal.Features.Configurations;

/// <summary>What was tried within one call and came to nothing.</summary>
public readonly record struct Attempt(Protocol Protocol, string NodeId);
