using Holdfast.Data.Configurations;
using Holdfast.Data.Profiles;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Profiles;

namespace Holdfast.Portal.Features.Configurations;

/// <summary>A configuration that is committed.</summary>
public sealed record Reservation(Configuration Configuration, StoredProfile Profile, ProtocolTransport Choice)
{
    /// <summary>By node: the revision at which it has made the configuration real.</summary>
    public required IReadOnlyDictionary<string, Revision> Revisions { get; init; }

    /// <summary>Should the node not answer, there is something else to try.</summary>
    public bool HasAlternative { get; init; }
}
