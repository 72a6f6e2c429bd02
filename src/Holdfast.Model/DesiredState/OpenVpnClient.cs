namespace Holdfast.Model.DesiredState;

/// <summary>An OpenVPN configuration that may connect to a node.</summary>
public sealed record OpenVpnClient
{
    /// <summary>Also the common name of the client's certificate, as 32 hexadecimal digits.</summary>
    public required Guid ConfigurationId { get; init; }

    public required string ProfileId { get; init; }

    /// <summary>The client's place in each process's part of the pools.</summary>
    public required int Slot { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public string CommonName => ConfigurationId.ToString("N");
}
