namespace Holdfast.Portal.Features.Guide;

/// <summary>On what somebody wants to connect.</summary>
/// <param name="Id">As it stands in addresses.</param>
/// <param name="Name">As people call it.</param>
/// <param name="AppName">The app that does all by itself.</param>
/// <param name="AppAddress">Where it is had.</param>
/// <param name="AppPlace">What is found there, such as “App Store”.</param>
/// <param name="WireGuardPlace">Where the WireGuard app is had.</param>
/// <param name="OpenVpnApp">The program that takes an OpenVPN file.</param>
/// <param name="HasCamera">Takes a configuration from a QR code.</param>
public sealed record Platform(
    string Id,
    string Name,
    string AppName,
    string AppAddress,
    string AppPlace,
    string WireGuardPlace,
    string OpenVpnApp,
    bool HasCamera = false
);
