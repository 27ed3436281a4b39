using Org.BouncyCastle.Asn1.GM;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;

namespace Waystation.MembershipCodes;

/// <summary>SM2 with SM3 (GB/T 32918.2-2016) and the standard's default signer id, for houses that must use the national algorithms.</summary>
sealed class Sm2Codes : CodeAlgorithm
{
    const int PrivateBytes = 32;

    static readonly ECDomainParameters curve = Curve();

    public override string Name => "SM2-SM3";

    public override (byte[] Public, byte[] Private) NewKey()
    {
        var generator = new ECKeyPairGenerator();
        generator.Init(new ECKeyGenerationParameters(curve, new SecureRandom()));
        var pair = generator.GenerateKeyPair();
        var secret = ((ECPrivateKeyParameters)pair.Private).D.ToByteArrayUnsigned();
        return (((ECPublicKeyParameters)pair.Public).Q.GetEncoded(compressed: false), [.. new byte[PrivateBytes - secret.Length], .. secret]);
    }

    public override byte[] Sign(byte[] privateKey, byte[] text)
    {
        var signer = Signer(forSigning: true, new ECPrivateKeyParameters(new BigInteger(1, privateKey), curve), text);
        return signer.GenerateSignature();
    }

    public override bool Verify(byte[] publicKey, byte[] text, byte[] signature) =>
        Signer(forSigning: false, new ECPublicKeyParameters(curve.Curve.DecodePoint(publicKey), curve), text).VerifySignature(signature);

    static SM2Signer Signer(bool forSigning, ICipherParameters key, byte[] text)
    {
        var signer = new SM2Signer(PlainDsaEncoding.Instance);
        signer.Init(forSigning, key);
        signer.BlockUpdate(text, 0, text.Length);
        return signer;
    }

    static ECDomainParameters Curve()
    {
        var named = GMNamedCurves.GetByName("sm2p256v1");
        return new ECDomainParameters(named.Curve, named.G, named.N, named.H);
    }
}
