namespace Holdfast.OAuth.Clients;

/// <summary>The families of apps that speak our client API; one product under three names.</summary>
public enum AppSet
{
    EduVpn,
    LetsConnect,
    GovVpn,
}
