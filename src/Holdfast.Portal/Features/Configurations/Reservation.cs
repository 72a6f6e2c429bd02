using Holdfast.Data.Configurations;
using Holdfast.Data.Profiles;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Placing;
using Holdfast.Model.Profiles;

namespace Holdfast.Portal.Features.Configurations;

/// <summary>A configuration that is committed.</summary>
public sealed record Reservation(Configuration Configuration, StoredProfile Profile, ProtocolTransport Choice)
{
    /// <summary>By node: the revision at which it has made the configuration real.</summary>
    public required IReadOnlyDictionary<string, Revision> Revisions { get; init; }

    /// <summary>Of a profile that is divided; null: it is not.</summary>
    public ProfilePart? Part { get; init; }

    /// <summary>Under which nodes run what serves it.</summary>
    public string ServiceId => Part?.ServiceId ?? Configuration.ProfileId;

    /// <summary>Should the node not answer, there is something else to try.</summary>
    public bool HasAlternative { get; init; }
}
