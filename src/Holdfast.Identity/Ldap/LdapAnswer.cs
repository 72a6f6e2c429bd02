namespace Holdfast.Identity.Ldap;

/// <summary>One message of a server.</summary>
/// <param name="Id">Of the request that it answers; 0: of none, as when the server says good-bye.</param>
public abstract record LdapAnswer(int Id)
{
    /// <summary>Something that a search found.</summary>
    public sealed record Found(int Id, LdapEntry Entry) : LdapAnswer(Id);

    /// <summary>Where more could be found. We do not follow.</summary>
    public sealed record Elsewhere(int Id) : LdapAnswer(Id);

    /// <summary>The end of a request.</summary>
    /// <param name="Code">See <see cref="LdapResultCode"/>.</param>
    /// <param name="Text">What the server says to it; at most 300 characters, without control characters.</param>
    /// <param name="Cookie">With which the next page of a search is asked for; empty: this was the last.</param>
    public sealed record Done(int Id, LdapOperation Operation, int Code, string Text, byte[] Cookie) : LdapAnswer(Id)
    {
        public bool Succeeded => Code == (int)LdapResultCode.Success;
    }
}
