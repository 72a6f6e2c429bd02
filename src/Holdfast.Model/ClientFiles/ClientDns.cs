using Holdfast.Model.Addresses;
using Holdfast.Model.Profiles;

namespace Holdfast.Model.ClientFiles;

/// <summary>Name servers and search domains that clients are told.</summary>
public static class ClientDns
{
    public const string Gateway4 = "@GW4@";
    public const string Gateway6 = "@GW6@";

    /// <summary>
    /// A client that sends only some traffic through the tunnel asks the profile's servers only for the profile's names; without
    /// search domains there are none, and the servers are left out.
    /// </summary>
    public static bool IsUsed(Profile profile) => profile.DefaultGateway || profile.DnsSearchDomains.Count > 0;

    public static string Resolve(string server, AddressPool pool4, AddressPool pool6) =>
        server switch
        {
            Gateway4 => pool4.Gateway.ToString(),
            Gateway6 => pool6.Gateway.ToString(),
            _ => server,
        };
}
