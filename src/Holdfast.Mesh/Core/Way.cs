namespace Holdfast.Mesh.Core;

/// <summary>How a datagram goes to a member.</summary>
public enum Way
{
    /// <summary>From machine to machine.</summary>
    Outside,

    /// <summary>Through the tunnel, between the hosts' own addresses.</summary>
    Inside,
}
