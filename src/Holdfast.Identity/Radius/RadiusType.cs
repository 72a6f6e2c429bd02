namespace Holdfast.Identity.Radius;

/// <summary>Attributes that mean something to us (RFC 2865 section 5, RFC 2869 section 5.14).</summary>
public static class RadiusType
{
    public const byte UserName = 1;
    public const byte UserPassword = 2;
    public const byte FilterId = 11;
    public const byte ReplyMessage = 18;
    public const byte State = 24;
    public const byte Class = 25;
    public const byte NasIdentifier = 32;
    public const byte MessageAuthenticator = 80;
}
