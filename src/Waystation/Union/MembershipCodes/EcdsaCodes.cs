using System.Security.Cryptography;

namespace Waystation.MembershipCodes;

/// <summary>ECDSA over P-256 with SHA-256, which every browser verifies by itself.</summary>
sealed class EcdsaCodes : CodeAlgorithm
{
    const byte Uncompressed = 4;

    public override string Name => "ES256";

    public override (byte[] Public, byte[] Private) NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return ([Uncompressed, .. point.X!, .. point.Y!], key.ExportPkcs8PrivateKey());
    }

    public override byte[] Sign(byte[] privateKey, byte[] text)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(privateKey, out _);
        return key.SignData(text, HashAlgorithmName.SHA256);
    }

    public override bool Verify(byte[] publicKey, byte[] text, byte[] signature)
    {
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = publicKey[1..33], Y = publicKey[33..] },
        });
        return key.VerifyData(text, signature, HashAlgorithmName.SHA256);
    }
}
