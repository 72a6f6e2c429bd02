namespace Holdfast.Model.Profiles;

/// <summary>What a configuration speaks. The numbers are stored in the database.</summary>
public enum Protocol
{
    WireGuard = 1,
    OpenVpn = 2,
}
