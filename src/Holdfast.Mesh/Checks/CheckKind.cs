namespace Holdfast.Mesh.Checks;

/// <summary>How a service is asked whether it is well.</summary>
public enum CheckKind
{
    /// <summary>It takes a connection.</summary>
    Tcp,

    /// <summary>It answers a GET with a status from 200 to 399.</summary>
    Http,

    /// <summary>A command of the administrator's ends with 0.</summary>
    Exec,
}
