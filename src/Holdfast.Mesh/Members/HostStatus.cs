namespace Holdfast.Mesh.Members;

/// <summary>What the members think of one of them. The numbers are those of the wire.</summary>
public enum HostStatus : byte
{
    Alive = 0,

    /// <summary>It did not answer somebody, directly or through others. It may still say that it lives.</summary>
    Suspect = 1,

    /// <summary>It said nothing against the suspicion in time: its claims count no more.</summary>
    Dead = 2,

    /// <summary>It said goodbye.</summary>
    Left = 3,
}
