using Holdfast.Model.Problems;
using Holdfast.Model.Profiles;
using Holdfast.Portal.Features.Home;
using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Devices;

/// <summary>Sets up a device by hand.</summary>
public interface IDeviceDesk
{
    /// <summary>Null: there is no such profile, or it is not open to the visitor.</summary>
    Task<OfferedProfile?> FindProfileAsync(Visitor visitor, string profileId, CancellationToken cancel);

    /// <summary>A configuration that works at once, with a key that is made for this answer and kept nowhere.</summary>
    Task<Outcome<DeviceFile>> SetUpAsync(Visitor visitor, NewDevice device, CancellationToken cancel);
}

/// <param name="Id">Chosen by the form, so that a form sent twice makes one device.</param>
/// <param name="PreferTcp">For networks that block UDP; with OpenVPN only.</param>
public sealed record NewDevice(Guid Id, string ProfileId, string Name, Protocol Protocol, bool PreferTcp);

/// <summary>The file for the device. Holds a private key: shown once, and never printed.</summary>
public sealed class DeviceFile
{
    public required Protocol Protocol { get; init; }

    public required string Content { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
