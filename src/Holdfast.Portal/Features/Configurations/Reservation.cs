using Holdfast.Data.Configurations;
using Holdfast.Data.Profiles;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Profiles;

namespace Holdfast.Portal.Features.Configurations;

/// <summary>A configuration that is committed, and the revision at which its node has made it real.</summary>
public sealed record Reservation(
    Configuration Configuration,
    StoredProfile Profile,
    ProtocolTransport Choice,
    Revision Revision
);
