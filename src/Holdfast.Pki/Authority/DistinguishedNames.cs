using System.Security.Cryptography.X509Certificates;

namespace Holdfast.Pki.Authority;

internal static class DistinguishedNames
{
    /// <summary>Built part by part, not parsed from text: a comma in a name stays a comma.</summary>
    public static X500DistinguishedName Of(string commonName)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(commonName);
        return builder.Build();
    }
}
