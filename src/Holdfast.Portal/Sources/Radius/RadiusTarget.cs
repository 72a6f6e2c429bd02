using System.Text;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Sources.Radius;

/// <summary>RADIUS servers and the secret that we share with them. A class, so that nothing prints it.</summary>
public sealed class RadiusTarget(RadiusSettings settings, string secret)
{
    public const int DefaultPort = 1812;

    public RadiusSettings Settings => settings;

    internal byte[] Secret => Encoding.UTF8.GetBytes(secret);

    internal IEnumerable<ServerAddress> Servers =>
        settings.Servers.Select(text => ServerAddress.Parse(text, DefaultPort)).OfType<ServerAddress>();
}
