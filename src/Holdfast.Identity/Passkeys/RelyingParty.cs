namespace Holdfast.Identity.Passkeys;

/// <summary>For whom passkeys are made: this service, under its host name (WebAuthn level 2, section 4).</summary>
/// <param name="Id">The host name.</param>
/// <param name="Origin">Scheme, host and port of the pages, as browsers write it.</param>
public sealed record RelyingParty(string Id, string Origin)
{
    /// <returns>Null: browsers make no passkeys for an address that is a number.</returns>
    public static RelyingParty? At(Uri address) =>
        address.HostNameType == UriHostNameType.Dns
            ? new(address.IdnHost, address.GetLeftPart(UriPartial.Authority))
            : null;
}
