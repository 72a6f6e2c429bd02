namespace Holdfast.Portal.Sources.Oidc;

/// <summary>What a provider answered.</summary>
internal sealed record ProviderReply(int Status, byte[] Body)
{
    public bool IsGood => Status is >= 200 and < 300;
}
