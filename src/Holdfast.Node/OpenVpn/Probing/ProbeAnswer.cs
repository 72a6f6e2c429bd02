namespace Holdfast.Node.OpenVpn.Probing;

/// <summary>What came of a question.</summary>
internal enum ProbeAnswer
{
    /// <summary>It could not be sent, which says nothing about the server.</summary>
    NotAsked,

    /// <summary>One that only who has the key can give.</summary>
    Right,

    /// <summary>None in time, or there is nobody.</summary>
    None,

    /// <summary>TCP: the connection was closed instead.</summary>
    Closed,
}
