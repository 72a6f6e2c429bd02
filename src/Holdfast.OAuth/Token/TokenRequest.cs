namespace Holdfast.OAuth.Token;

/// <summary>A token request that says all it must; whether its grant is good, the database decides.</summary>
public abstract record TokenRequest
{
    private protected TokenRequest() { }
}
